import { endChildren } from '../start/children'
import { whenToldToStop } from '../start/signals'
import { close } from './run'
import { fastHalf } from './static'

whenToldToStop(() => void endChildren().then(() => process.exit(1)))
await fastHalf()
process.exit(close())
