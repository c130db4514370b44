import process from 'node:process'

// Loaded before Next: when the launcher is killed, the channel closes and the server must not live on without it.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()
