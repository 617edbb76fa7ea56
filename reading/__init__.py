"""Reading: articles fetched, their text extracted; knows neither database nor desk."""
