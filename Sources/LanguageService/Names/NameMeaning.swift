package import Columnar
package import Semantics
package import Syntax

/// What a name in a text stands for.
package enum NameMeaning: Sendable {
    case column(Field)
    /// A column of another table, by `lookup`.
    case lookup(String, DataType)
    /// A definition, of the script or of the data's profile.
    case definition(Definition)
    /// An item or dimension of the same stage: the node with the label.
    case label(SyntaxNode)
    /// An argument of the definition around it.
    case parameter(String)
    /// A word that names a measure without being defined: `count`, `arrivals`, `closures`, `removed`.
    case measure(String)
    /// The data's end.
    case asOf
    /// A data set or a file.
    case dataSet(String)
}
