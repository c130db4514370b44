import { inject } from 'vitest'
import { cloneDatabase } from '@/scripts/test/server'

// Runs before each database test file is loaded: the file gets a database of its own, and lib reads these names when it is imported.
const addresses = inject('server')
const clone = await cloneDatabase(addresses)

process.env.OWNER_DATABASE_URL = clone.ownerUrl
process.env.APP_DATABASE_URL = clone.appUrl
process.env.FANGXIAN_TEST_ADMIN_URL = clone.adminUrl
process.env.FANGXIAN_KEYS = addresses.keys
process.env.FANGXIAN_DATA = addresses.data
process.env.NEXTAUTH_URL = 'http://localhost:3000'
process.env.NEXTAUTH_SECRET = addresses.session
