module release-action-rehearsal/emulator

go 1.26
