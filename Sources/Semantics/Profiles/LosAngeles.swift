extension Profiles {
    /// Los Angeles' MyLA311 service requests.
    static let losAngeles = """
        dataset los_angeles matches "srnumber", "createddate", "requesttype"
          key      case         = "srnumber"
          time     opened       = "createddate"
          time     closed       = "closeddate"
          time     updated      = "updateddate"
          time     scheduled    = "servicedate"
          category district     = "cd" ordered
          category department   = "owner"
          category reason       = "actiontaken"
          category type         = "requesttype"
          category status       = "status"
          category source       = "requestsource"
          category neighborhood = "ncname"
          text     address      = "address"
          text     zip          = "zipcode"
          point    location     = "longitude", "latitude" crs 4326
          doc      district "the council district"
          doc      department "the owning bureau, by its abbreviation"
          doc      due "the city publishes no due dates; `scheduled` is the day on which a crew is to come"
          doc      late "needs due dates, which the city does not publish"
        span   backlog       = opened to closed
        define open          = closed is missing
        define late          = (closed or as_of) > due
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """

    /// The same requests as a database keeps them: numbers for types, agencies, sources and districts.
    static let losAngelesRequests = """
        dataset los_angeles_requests matches "request_id", "srnumber", "created_date", "type_id"
          key      case       = "srnumber"
          time     opened     = "created_date"
          time     closed     = "closed_date"
          category district   = "city_id" ordered
          category department = "agency_id" ordered
          category type       = "type_id" ordered
          category source     = "source_id" ordered
          category council    = "council_id" ordered
          category region     = "region_id" ordered
          text     address    = "address"
          point    location   = "longitude", "latitude" crs 4326
          doc      district "the council district; `council` is the neighborhood council"
          doc      due "the city publishes no due dates"
          doc      late "needs due dates, which the city does not publish"
        span   backlog       = opened to closed
        define open          = closed is missing
        define late          = (closed or as_of) > due
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
