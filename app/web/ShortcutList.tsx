import { useTranslation } from 'react-i18next'
import { Modal, Switch } from '../../platform/ui/mantine.ts'
import { type Shortcut, setSingleKeys, shortcutsNow, useSingleKeys } from '../../platform/ui/shortcuts.ts'
import classes from './ShortcutList.module.css'

/** What can be pressed here and everywhere, and the switch for single keys. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const single = useSingleKeys()
  const { here, everywhere } = shortcutsNow()
  const fixed: Shortcut[] = [
    { key: '↑ ↓', label: t('common:shortcut.move'), act: () => undefined },
    { key: 'Enter', label: t('common:shortcut.open'), act: () => undefined },
    { key: 'mod+Enter', label: t('common:shortcut.save'), act: () => undefined },
    { key: 'mod+D', label: t('common:shortcut.ditto'), act: () => undefined },
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('common:shortcut.title')}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Keys title={t('common:shortcut.here')} shortcuts={here} />
      <Keys title={t('common:shortcut.global')} shortcuts={[...everywhere, ...fixed]} />
      <Switch
        mt="lg"
        label={t('common:shell.single-keys')}
        checked={single}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  )
}

function Keys({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  if (shortcuts.length === 0) return null
  return (
    <>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {shortcuts.map((shortcut) => (
          <div key={`${shortcut.key} ${shortcut.label}`}>
            <dt>{shortcut.label}</dt>
            <dd>
              <kbd dir="ltr">{written(shortcut.key)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function written(key: string): string {
  return key
    .split('+')
    .map((part) => (part === 'mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}
