import Diagnostics
import JSON
import LanguageService

/// Rename, in every script of the workspace that knows the name.
enum RenameRequest {
    static func prepare(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        let found = try renameable(place, server)
        return [
            "range": server.client.encoding.json(found.range, in: place.script.source),
            "placeholder": .string(found.name),
        ]
    }

    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        guard let name = params["newName"].asText else { throw .invalidParams("a rename without a new name") }
        let found = try renameable(place, server)
        let all = server.occurrences(of: found.symbol, from: place.uri, place.script)
        for (uri, script, _) in all {
            if let objection = script.objection(to: name, for: found) {
                throw .failed(uri == place.uri ? objection : "\(objection), in \(script.source.name)")
            }
        }
        return server.workspaceEdit(
            all.map { uri, script, _ in (uri, script.source, script.edits(renaming: found.symbol, to: name)) }
                .filter { !$0.2.isEmpty })
    }

    private static func renameable(
        _ place: DocumentPlace, _ server: LanguageServer
    ) throws(ResponseError) -> NameOccurrence {
        guard let found = place.script.occurrence(at: place.offset) else {
            throw .failed("there is no name here that can be changed")
        }
        // A name that another script declares can be changed from here too.
        let all = server.occurrences(of: found.symbol, from: place.uri, place.script)
        if all.contains(where: { $0.occurrences.contains(where: \.isDeclaration) }) { return found }
        do throws(RenameError) {
            return try place.script.renameable(at: place.offset)
        } catch {
            throw .failed(error.message)
        }
    }
}
