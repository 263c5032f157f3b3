extension Profiles {
    /// Baltimore's 311 customer service requests.
    static let baltimore = """
        dataset baltimore matches "ServiceRequestNum", "SRType", "MethodReceived"
          key      case         = "ServiceRequestNum"
          time     opened       = "CreatedDate"
          time     due          = "DueDate"
          time     closed       = "CloseDate"
          time     updated      = "StatusDate"
          category district     = "CouncilDistrict" ordered
          category department   = "Agency"
          category type         = "SRType"
          category status       = "SRStatus"
          category source       = "MethodReceived"
          category neighborhood = "Neighborhood"
          text     address      = "Address"
          text     zip          = "ZipCode"
          point    location     = "Longitude", "Latitude" crs 4326
          doc      late "closed, or still open at the data's end, after its due date; unknown without one"
          doc      location "longitude and latitude; 39, -77 stands for no place"
        span   backlog       = opened to closed
        define open          = closed is missing
        define late          = (closed or as_of) > due
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
