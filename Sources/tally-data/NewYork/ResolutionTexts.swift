/// What agencies write about the end of a request: long, quoted, and over several lines now and then.
enum ResolutionTexts {
    /// A text for a closed request.
    static func text(for shape: ComplaintShape, _ random: inout RandomSource) -> String {
        let agency = shape.agency.name
        switch random.below(8) {
        case 0: return "\(agency) inspected the condition, found no violation, and closed the request."
        case 1: return "\(agency) visited the place; nobody was there to let the officers in."
        case 2: return "\(agency) found the condition and took care of it."
        case 3:
            return "\(agency) answered the request.\n\nThe requester said: \"\(shape.descriptors[0])\", again.\n"
                + "If it comes back, please file a new request."
        case 4: return "\(agency) marked this as a duplicate of an earlier request, which is being worked on."
        case 5: return "\(agency) gave out a summons, \"\(shape.complaint)\", and will look again within 30 days."
        case 6:
            return "\(agency) could not find the place with the information given;\nplease add the cross street, the "
                + "floor, and the hours at which it happens."
        default: return "\(agency) reviewed the request and found that no action was needed at this time."
        }
    }
}
