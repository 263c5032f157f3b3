/// The 41 columns of New York's portal export.
enum NewYorkLayout {
    static let header =
        "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,Incident Zip,"
        + "Incident Address,Street Name,Cross Street 1,Cross Street 2,Intersection Street 1,Intersection Street 2,"
        + "Address Type,City,Landmark,Facility Type,Status,Due Date,Resolution Description,"
        + "Resolution Action Updated Date,Community Board,BBL,Borough,X Coordinate (State Plane),"
        + "Y Coordinate (State Plane),Open Data Channel Type,Park Facility Name,Park Borough,Vehicle Type,"
        + "Taxi Company Borough,Taxi Pick Up Location,Bridge Highway Name,Bridge Highway Direction,Road Ramp,"
        + "Bridge Highway Segment,Latitude,Longitude,Location"
}
