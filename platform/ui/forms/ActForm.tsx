import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint, OutputOf } from '../../http/contract.ts'
import { Icon } from '../Icon.tsx'
import type { IconName } from '../icon-names.ts'
import { Button, Modal } from '../mantine.ts'
import { Form } from './Form.tsx'

/** An act of a few fields: a button that opens its form, which closes when it is done. */
export function ActForm<E extends Endpoint>({
  label,
  icon,
  endpoint,
  initial = {},
  given,
  onDone,
  filled = false,
  children,
}: {
  label: string
  icon: IconName
  endpoint: E
  initial?: Record<string, unknown>
  /** What the page knows and nobody types. */
  given: Record<string, unknown>
  onDone: (output: OutputOf<E>) => void
  filled?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button
        size="xs"
        variant={filled ? 'filled' : 'default'}
        leftSection={<Icon name={icon} size={16} />}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={label}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={endpoint}
          initial={initial}
          prepare={(values) => ({ ...values, ...given })}
          submit={label}
          cancel={close}
          onDone={(output) => {
            close()
            onDone(output)
          }}
        >
          {children}
        </Form>
      </Modal>
    </>
  )
}
