package governance

import "strconv"

func sittingPage(id int64) string { return "/sittings/" + strconv.FormatInt(id, 10) }

func protocolPage(id int64) string { return "/protocols/" + strconv.FormatInt(id, 10) }
