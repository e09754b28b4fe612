import { useEffect, useRef, useState } from 'react'
import { Button, Group, Icon, useTranslation } from '#platform/ui'
import classes from './CodeReader.module.css'
import { type Code, codeIn, meaningOf, pixelsOf, textIn } from './read-code.ts'

/** Reads the square code of a paper: held before the camera, or from a picture of it. */
export function CodeReader({ onCode }: { onCode: (code: Code) => void }) {
  const { t } = useTranslation('custody-code-reader')
  const [filming, setFilming] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File) => {
    setTold(t('reading'))
    const code = await codeIn(file)
    setTold(code === null ? t('none') : null)
    if (code !== null) onCode(code)
  }
  return (
    <div className={classes.reader}>
      <Group gap={8}>
        <Button
          size="xs"
          leftSection={<Icon name={filming ? 'x' : 'scan'} size={16} />}
          aria-expanded={filming}
          onClick={() => setFilming(!filming)}
        >
          {t(filming ? 'stop' : 'camera')}
        </Button>
        <Button
          size="xs"
          leftSection={<Icon name="qrcode" size={16} />}
          onClick={() => input.current?.click()}
        >
          {t('picture')}
        </Button>
      </Group>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={t('picture')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) void read(file)
        }}
      />
      {filming ? (
        <Camera
          onText={(text) => {
            const code = meaningOf(text)
            setTold(code === null ? t('other') : null)
            if (code !== null) onCode(code)
          }}
          onTrouble={() => {
            setFilming(false)
            setTold(t('no-camera'))
          }}
        />
      ) : null}
      <div role="status" className={classes.told}>
        {told}
      </div>
    </div>
  )
}

const frameMs = 160
/** The same code stays before the camera for a while; it counts once. */
const againAfterMs = 4_000

function Camera({ onText, onTrouble }: { onText: (text: string) => void; onTrouble: () => void }) {
  const { t } = useTranslation('custody-code-reader')
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef({ onText, onTrouble })
  tell.current = { onText, onTrouble }
  useEffect(() => {
    let on = true
    let film: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = { text: '', at: 0 }
    const stop = () => {
      on = false
      clearTimeout(timer)
      for (const track of film?.getTracks() ?? []) track.stop()
    }
    const look = async () => {
      const seen = video.current
      if (seen !== null && seen.videoWidth > 0) {
        const text = await textIn(pixelsOf(seen, 900), 'frame')
        const again = text !== last.text || Date.now() - last.at > againAfterMs
        if (on && text !== null && again) {
          last = { text, at: Date.now() }
          tell.current.onText(text)
        }
      }
      if (on) timer = setTimeout(() => void look(), frameMs)
    }
    const start = async () => {
      // Absent where the page was not opened over a protected connection.
      film = await navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment' } })
      if (film === undefined) throw new Error('No camera')
      if (!on) return stop()
      if (video.current !== null) video.current.srcObject = film
      await look()
    }
    start().catch(() => {
      if (on) tell.current.onTrouble()
    })
    return stop
  }, [])
  return (
    <figure className={classes.film}>
      <video ref={video} autoPlay playsInline muted />
      <figcaption>{t('point')}</figcaption>
    </figure>
  )
}
