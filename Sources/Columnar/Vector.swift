/// The values of one batch, in scratch memory that belongs to the expression that computed them. Valid until that
/// expression computes its next batch; used by one thread only.
package struct Vector {
    package enum Storage {
        case bytes(UnsafeMutablePointer<UInt8>)
        case integers(UnsafeMutablePointer<Int64>)
        case numbers(UnsafeMutablePointer<Double>)
        case codes(UnsafeMutablePointer<UInt32>, TextDictionary)
        case pairs(UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)
    }

    package let storage: Storage
    package let count: Int

    package init(_ storage: Storage, count: Int) {
        self.storage = storage
        self.count = count
    }
}
