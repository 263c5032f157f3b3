extension Profiles {
    /// Pittsburgh's 311 data of the Western Pennsylvania Regional Data Center.
    static let pittsburgh = """
        dataset pittsburgh matches "REQUEST_ID", "CREATED_ON", "REQUEST_TYPE", "REQUEST_ORIGIN"
          key      case         = "REQUEST_ID"
          time     opened       = "CREATED_ON"
          category district     = "COUNCIL_DISTRICT" ordered
          category department   = "DEPARTMENT"
          category type         = "REQUEST_TYPE"
          category status       = "STATUS" recode "0" as "New" recode "1" as "Closed" recode "3" as "Open"
          category source       = "REQUEST_ORIGIN"
          category neighborhood = "NEIGHBORHOOD"
          category ward         = "WARD" ordered
          category fire_zone    = "FIRE_ZONE"
          category police_zone  = "POLICE_ZONE" ordered
          point    location     = "X", "Y" crs 4326
          doc      status "the file's codes 0, 1 and 3 by their names"
          doc      closed "the city publishes no closing dates; `status` says whether a request is closed"
          doc      time_to_close "needs closing dates, which the city does not publish"
          doc      due "the city publishes no due dates"
          doc      late "needs due dates, which the city does not publish"
          doc      address "the city publishes coordinates only"
        define open = status != "Closed"
        define age  = if(open, as_of - opened, missing)
        """
}
