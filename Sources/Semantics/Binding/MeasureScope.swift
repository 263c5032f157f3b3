import Columnar
import Syntax

/// The names that expressions over groups see, and the calls that they have asked for so far.
final class MeasureScope {
    let rows: RowScope
    private(set) var stage: GroupedStage
    /// The text of each dimension's expression, by which later expressions may name it again.
    private var dimensionTexts: [String] = []
    private var allItems: [NamedItem] = []
    /// How many items may be named: one that is bound again sees those before it only.
    private var visibleItems = Int.max
    var items: ArraySlice<NamedItem> { allItems.prefix(visibleItems) }
    /// The conditions of `m if c` around the measure that is being bound.
    var condition: BoundExpression?
    /// The same conditions as the query spells them: ` if late`.
    var conditionText = ""
    /// The value of a `fill` clause, and whether a measure took it.
    var fill: BoundExpression?
    var usesFill = false
    /// The conditions that the rows have passed.
    var conditions: [BoundExpression] = []
    /// The sides of a `compare` clause, and whether it is the other one that is being bound.
    var comparison: Comparison?
    var isOtherSide = false
    /// The buckets of the other side where its period overlaps the base's.
    var otherBucket: BoundExpression?
    /// Where the time axis ends on either side, when conditions or periods say so.
    var axisEnds: (base: Int64?, other: Int64?)

    init(rows: RowScope) {
        self.rows = rows
        stage = GroupedStage()
    }

    func add(dimension: GroupedStage.Dimension, text: String) {
        stage.dimensions.append(dimension)
        dimensionTexts.append(text)
    }

    /// An item with what later expressions may call it by.
    struct NamedItem {
        let item: Item
        let node: SyntaxNode
        let text: String
        let isLabelled: Bool
        /// How many items stand before it.
        let position: Int

        /// The measure word that the item starts with: `median` of `median time_to_close`.
        var headWord: String? {
            guard let first = text.split(separator: " ").first?.lowercased(), node.kind != .name else { return nil }
            let windows = ["share", "running", "rolling", "rank", "index", "anomaly", "change", "growth"]
            return AggregateWord.isOne(first) || windows.contains(first) ? first : nil
        }
    }

    func add(item: Item, node: SyntaxNode, isLabelled: Bool) {
        allItems.append(
            NamedItem(
                item: item, node: node, text: node.canonicalText, isLabelled: isLabelled, position: allItems.count))
    }

    /// Runs a piece of work that sees the items before the given one only.
    func seeing<Result>(itemsBefore item: NamedItem, _ work: () -> Result) -> Result {
        let outer = visibleItems
        visibleItems = item.position
        defer { visibleItems = outer }
        return work()
    }

    /// A compared item may be named by its label, and then means the base's side.
    func addCompared(node: SyntaxNode, name: String, isLabelled: Bool) {
        guard isLabelled, let item = stage.items.first(where: { $0.name == name }) else { return }
        add(item: item, node: node, isLabelled: true)
    }

    func update(_ change: (inout GroupedStage) -> Void) { change(&stage) }

    /// The dimension of a name or of an expression's text.
    func dimension(_ text: String) -> BoundExpression? {
        let key = nameKey(text)
        let index =
            dimensionTexts.firstIndex(of: text) ?? stage.dimensions.firstIndex { nameKey($0.name) == key }
            ?? dimensionTexts.firstIndex { nameKey($0) == key }
        guard let index else { return nil }
        let dimension = stage.dimensions[index]
        return BoundExpression(.column(.dimension(index, name: dimension.name)), dimension.expression.type)
    }

    /// The bucket of a time on the axis: that of the other side's period takes the place of the base's.
    func bucket(_ grain: Grain, _ time: BoundExpression) -> BoundExpression {
        let bucket = BoundExpression(.period(grain, time), .period(grain))
        guard isOtherSide, let distance = comparison?.distance(grain), distance != 0 else { return bucket }
        return BoundExpression(
            .arithmetic(.add, bucket, .constant(.integer(Int64(distance)), type: .integer)), .period(grain))
    }

    /// A call with the same meaning is computed once.
    func reference(_ call: AggregateCall) -> BoundExpression {
        var call = call
        if isOtherSide, call.bucket == nil { call.bucket = otherBucket }
        let index = stage.calls.firstIndex { $0.name == call.name } ?? stage.calls.count
        if index == stage.calls.count { stage.calls.append(call) }
        return BoundExpression(.column(.aggregate(index, name: call.name)), call.type)
    }

    func reference(_ window: WindowCall) -> BoundExpression {
        let index = stage.windows.firstIndex { $0.name == window.name } ?? stage.windows.count
        if index == stage.windows.count { stage.windows.append(window) }
        return BoundExpression(.column(.window(index, name: window.name)), window.type)
    }

    /// The item that a name means: a label first, then the exact text of an item, then the head word of just one item.
    func item(named name: String) -> NamedItem? {
        let key = nameKey(name)
        if let labelled = items.first(where: { $0.isLabelled && nameKey($0.item.name) == key }) { return labelled }
        // `count` is the measure, also when an item `count if late` begins with it.
        if key == "count" { return nil }
        if let exact = items.first(where: { $0.text == name }) { return exact }
        let headed = items.filter { $0.headWord == name.lowercased() }
        return headed.count == 1 ? headed.first : nil
    }
}
