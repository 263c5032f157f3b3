/// Rows instead of groups: the items of `list`, ordered and cut.
package struct ListStage: Sendable {
    package var items: [Item] = []
    package var sort: [SortKey] = []
    package var limit: Int?

    package init() {}
}
