extension Profiles {
    /// Boston's 311 service requests since 2011; a single space stands for a value that is not known.
    static let boston = """
        dataset boston matches "case_enquiry_id", "open_dt", "case_title"
          key      case          = "case_enquiry_id"
          time     opened        = "open_dt"
          time     due           = "target_dt" or "sla_target_dt"
          time     closed        = "closed_dt"
          flag     late          = "ontime" or "on_time" yes "OVERDUE"
          category district      = "city_council_district" ordered
          category department    = "department"
          category category      = "subject"
          category reason        = "reason"
          category type          = "type"
          category status        = "case_status"
          category source        = "source"
          category neighborhood  = "neighborhood"
          text     address       = "location"
          text     zip           = "location_zipcode"
          point    location      = "longitude", "latitude" crs 4326
          missing  " "
          doc      late "OVERDUE by the city's own flag, for closed and for open cases"
          doc      department "the department by its abbreviation, such as PWDx"
          doc      location "longitude and latitude; 42.3594, -71.0587 stands for no place"
        span   backlog       = opened to closed
        define open          = closed is missing
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
