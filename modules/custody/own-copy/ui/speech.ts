import { useEffect, useState } from 'react'

export type SpokenLanguage = 'en' | 'ur'

const tags: Readonly<Record<SpokenLanguage, string>> = { en: 'en-PK', ur: 'ur-PK' }

/**
 * The browser's own voice: nothing is sent anywhere. A browser without a voice for a language says so, and an English voice never
 * reads Urdu.
 */
export function useSpeech(): {
  readonly reading: SpokenLanguage | null
  readonly canRead: (language: SpokenLanguage) => boolean
  readonly read: (language: SpokenLanguage, lines: readonly string[]) => void
  readonly stop: () => void
} {
  const synthesis = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>(() => synthesis?.getVoices() ?? [])
  const [reading, setReading] = useState<SpokenLanguage | null>(null)
  useEffect(() => {
    if (synthesis === undefined) return
    // Voices arrive after the page in some browsers.
    const arrived = () => setVoices(synthesis.getVoices())
    synthesis.addEventListener('voiceschanged', arrived)
    return () => {
      synthesis.removeEventListener('voiceschanged', arrived)
      synthesis.cancel()
    }
  }, [synthesis])
  const voiceOf = (language: SpokenLanguage) =>
    voices.find((voice) => voice.lang.replace('_', '-') === tags[language]) ??
    voices.find((voice) => voice.lang.toLowerCase().startsWith(language))
  return {
    reading,
    canRead: (language) => voiceOf(language) !== undefined,
    read(language, lines) {
      const voice = voiceOf(language)
      if (synthesis === undefined || voice === undefined) return
      synthesis.cancel()
      setReading(language)
      lines.forEach((line, index) => {
        const spoken = new SpeechSynthesisUtterance(line)
        spoken.voice = voice
        spoken.lang = voice.lang
        // Slowly: it is heard once, by someone who cannot read it again.
        spoken.rate = 0.85
        if (index === lines.length - 1) spoken.onend = () => setReading(null)
        spoken.onerror = () => setReading(null)
        synthesis.speak(spoken)
      })
    },
    stop() {
      synthesis?.cancel()
      setReading(null)
    },
  }
}
