// Loaded before the program that tools/launch.mjs starts. The launcher holds the other end of this pipe for as long as it
// lives: when it is killed outright, the program is asked to end in order instead of living on unseen.
import { Socket } from 'node:net'

const GRACE = 20_000
const pipe = process.env.MIZAN_LAUNCHER_PIPE
// Programs started from here have no such pipe.
delete process.env.MIZAN_LAUNCHER_PIPE

if (pipe !== undefined) {
  const launcher = new Socket({ fd: Number(pipe), readable: true, writable: false })
  launcher.on('error', () => undefined)
  launcher.once('close', () => {
    setTimeout(() => process.exit(1), GRACE).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  launcher.resume()
  launcher.unref()
}
