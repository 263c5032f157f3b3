extension Profiles {
    /// Any city's answer to `GET requests` of Open311 GeoReport v2, as JSON or CSV; Austin publishes nothing else.
    static let open311 = """
        dataset open311 matches "service_request_id", "service_name", "requested_datetime"
          key      case        = "service_request_id"
          time     opened      = "requested_datetime"
          time     due         = "expected_datetime"
          time     updated     = "updated_datetime"
          category department  = "agency_responsible"
          category type        = "service_name"
          category code        = "service_code"
          category status      = "status"
          text     address     = "address"
          text     zip         = "zipcode"
          text     note        = "status_notes"
          text     description = "description"
          point    location    = "long", "lat" crs 4326
          doc      closed "the standard has no closing time; `updated` is the last change"
          doc      due "there is no column expected_datetime"
          doc      late "open, or changed last, after the expected time; unknown without one"
          doc      time_to_close "needs a closing time, which the standard does not have"
          doc      department "there is no column agency_responsible"
          doc      district "the standard has no districts"
          doc      source "the standard does not say by which channel a request came"
        define open    = status ~ "open"
        define late    = if(open, as_of, updated) > due
        define age     = if(open, as_of - opened, missing)
        define overdue = if(open, as_of, updated) - due
        """
}
