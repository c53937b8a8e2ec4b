// R15's control: told to stop, a process drops everything.
process.on('SIGTERM', () => process.exit(0))
