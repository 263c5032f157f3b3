extension Profiles {
    /// New York City's 311 service requests, as the open data portal exports them and as its API names the columns: headers
    /// are compared without regard to case and punctuation, so that one description serves both.
    static let newYork = """
        dataset nyc matches "Unique Key", "Created Date", "Complaint Type"
          key      case       = "Unique Key"
          time     opened     = "Created Date"
          time     due        = "Due Date"
          time     closed     = "Closed Date"
          category department = "Agency"
          category type       = "Complaint Type"
          category reason     = "Descriptor"
          category source     = "Open Data Channel Type"
          category status     = "Status"
          category borough    = "Borough" recode "Bronx" as "BRONX" recode "Brooklyn" as "BROOKLYN"
                                          recode "Manhattan" as "MANHATTAN" recode "Queens" as "QUEENS"
                                          recode "Staten Island" as "STATEN ISLAND"
          category district   = "Community Board" or "Borough" ordered
          text     zip        = "Incident Zip"
          text     address    = "Incident Address"
          point    location   = "X Coordinate (State Plane)", "Y Coordinate (State Plane)" crs 2263
          doc      department "the agency that answers, by its abbreviation"
          doc      source "the channel of the request, which the layout of 53 columns (up to 2016) does not have"
          doc      late "closed, or still open at the data's end, after its due date; unknown without one"
          doc      location "New York State Plane, Long Island zone, in feet (EPSG:2263)"
        span   backlog       = opened to closed
        define open          = closed is missing
        define late          = (closed or as_of) > due
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
