import Diagnostics
import Engine
import LanguageService
import Semantics

/// The catalog as one document sees it: the data that is loaded, and the scripts beside it.
struct ServerCatalog: CatalogSource {
    let environment: Environment
    /// What values are looked up in; nil while there are none.
    private let data: Catalog?
    private let folders: [String]
    private let readScript: @Sendable (String) -> SourceText?

    /// - Parameter folders: where paths in the document start, in order of preference.
    init(
        _ data: Catalog?, _ environment: Environment, folders: [String],
        readScript: @escaping @Sendable (String) -> SourceText?
    ) {
        self.data = data
        self.environment = environment
        self.folders = folders
        self.readScript = readScript
    }

    func valueCounts(
        of expression: BoundExpression, in dataSet: DataSet, where conditions: [BoundExpression]
    ) -> ValueCounts? { data?.valueCounts(of: expression, in: dataSet, where: conditions) }

    func summary(ofColumn index: Int, in dataSet: DataSet) -> ColumnSummary? {
        data?.summary(ofColumn: index, in: dataSet)
    }

    func script(at path: String) -> SourceText? {
        for folder in folders {
            if let found = readScript(FileAddress.path(path, from: folder)) { return found }
        }
        return nil
    }
}
