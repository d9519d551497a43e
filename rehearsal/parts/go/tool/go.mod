module release-action-rehearsal/tool

go 1.26
