import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BothLanguages } from '../../platform/http/contract.ts'
import { Icon } from '../../platform/ui/Icon.tsx'
import type { IconName } from '../../platform/ui/icon-names.ts'
import { useGo } from '../../platform/ui/Link.tsx'
import { useBoth } from '../../platform/ui/language.ts'
import { Loader, Modal } from '../../platform/ui/mantine.ts'
import { useSession } from '../../platform/ui/session.tsx'
import { namespacesOf, navigationOf } from './navigation.ts'
import classes from './Palette.module.css'
import { screens } from './screens.ts'
import { find, kindIcon } from './server.ts'

interface Choice {
  readonly id: string
  readonly icon: IconName
  readonly kind: string
  readonly title: string
  readonly second: string
  readonly note: string
  readonly href: string
}

/** Ctrl-K: pages at once from here, people and cases from the server, each saying why it matched. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const query = useSettled(typed.trim())
  const pages = usePages(typed.trim())
  const found = useFound(query)
  const choices = [...pages, ...found.choices]
  const current = Math.min(active, Math.max(0, choices.length - 1))

  const open = (choice: Choice | undefined) => {
    if (choice === undefined) return
    onClose()
    go(choice.href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && choices.length > 0) {
      event.preventDefault()
      const next = (current + step + choices.length) % choices.length
      setActive(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      open(choices[current])
    }
  }
  const settled = query === typed.trim() && !found.busy
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="10vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('common:palette.title')}>
        <div className={classes.box}>
          <Icon name="search" size={20} />
          <input
            className={classes.input}
            data-autofocus
            role="combobox"
            aria-expanded={choices.length > 0}
            aria-controls={listId}
            aria-label={t('common:palette.placeholder')}
            aria-activedescendant={choices.length > 0 ? `${listId}-${current}` : undefined}
            placeholder={t('common:palette.placeholder')}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
          />
          {found.busy ? <Loader size={18} /> : null}
        </div>
        <div id={listId} role="listbox" aria-label={t('common:palette.title')} className={classes.list}>
          {choices.map((choice, index) => (
            <div
              key={`${choice.kind} ${choice.id}`}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onPointerMove={() => setActive(index)}
              onClick={() => open(choice)}
              onKeyDown={onKeyDown}
            >
              <Icon name={choice.icon} size={20} />
              <span className={classes.words}>
                <span>
                  <bdi className={classes.title}>{choice.title}</bdi>{' '}
                  <bdi className={classes.soft}>{choice.second}</bdi>
                </span>
                {choice.note === '' ? null : <bdi className={classes.soft}>{choice.note}</bdi>}
              </span>
              <span className={classes.soft}>{choice.kind}</span>
            </div>
          ))}
        </div>
        <p className={classes.foot} role="status">
          {found.failed
            ? t('common:palette.failed')
            : typed.trim().length < 2 && choices.length === 0
              ? t('common:palette.empty')
              : settled && choices.length === 0
                ? `${t('common:palette.none', { query })}. ${t('common:palette.none-why')}`
                : t('common:palette.hint')}
        </p>
      </Modal.Content>
    </Modal.Root>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function usePages(text: string): Choice[] {
  const sections = navigationOf(screens, useSession())
  const { t } = useTranslation(namespacesOf(sections), { useSuspense: false })
  const wanted = text.toLocaleLowerCase()
  return sections
    .flatMap(({ section, screens: within }) => within.map((screen) => ({ section, screen })))
    .map(({ section, screen }) => ({
      id: screen.path,
      icon: screen.nav.icon,
      kind: t('common:palette.kind-screen'),
      title: t(screen.nav.label),
      second: section === screen.nav.label ? '' : t(section),
      note: '',
      href: screen.path,
    }))
    .filter(({ title, second }) => `${title} ${second}`.toLocaleLowerCase().includes(wanted))
    .slice(0, text === '' ? 8 : 4)
}

function useFound(text: string): { choices: Choice[]; busy: boolean; failed: boolean } {
  const { t } = useTranslation()
  const both = useBoth()
  const answer = useQuery({
    queryKey: ['find', text],
    queryFn: ({ signal }) => find(text, signal),
    enabled: text.length >= 2,
    staleTime: 5000,
    retry: false,
  })
  const words = (said: string | BothLanguages | null | undefined) =>
    said === null || said === undefined ? '' : typeof said === 'string' ? said : both(said)
  const choices = (text.length < 2 ? [] : (answer.data?.results ?? [])).map((result): Choice => {
    const title = both(result.title)
    const second = title === result.title.en ? result.title.ur : result.title.en
    return {
      id: result.id,
      icon: kindIcon[result.kind] ?? 'file',
      kind: t(`common:palette.kind-${result.kind}`),
      title,
      second: second === title ? '' : second,
      note: [words(result.detail), words(result.why)].filter((part) => part !== '').join(' · '),
      href: result.href,
    }
  })
  return { choices, busy: answer.isFetching && text.length >= 2, failed: answer.isError && text.length >= 2 }
}
