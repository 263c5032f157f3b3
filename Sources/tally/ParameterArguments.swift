import ArgumentParser
import Shell

/// `--set NAME=VALUE`, for whatever runs scripts with parameters.
struct ParameterArguments: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A parameter's or an option's value; may be repeated.", valueName: "name=value"))
    var parameters: [String] = []

    mutating func validate() throws {
        for parameter in parameters where !parameter.contains("=") {
            throw ValidationError("--set takes NAME=VALUE, not `\(parameter)`.")
        }
    }

    func apply(to options: inout ShellOptions) {
        options.parameters = parameters.map { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
    }
}
