import Engine
import Foundation
import LanguageService
import TestSupport

/// The synthetic example data as a catalog.
enum Example {
    static let catalog: any CatalogSource = {
        let session = Session(threads: 1)
        session.add(files: [Repository.top.appending(path: "examples/data/san_antonio_customer_service.csv").path])
        do { try session.loadPending() } catch { return EmptyCatalog() }
        return session.catalog
    }()
}
