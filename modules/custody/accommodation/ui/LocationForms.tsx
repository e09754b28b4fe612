import { type ReactNode, useState } from 'react'
import {
  Button,
  Columns,
  ConfirmAct,
  DateField,
  Form,
  Icon,
  type IconName,
  Modal,
  NumberField,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useCommand,
  useTranslation,
} from '#platform/ui'
import {
  addBeds,
  addLocation,
  closeLocation,
  closureReasons,
  reopenLocation,
  setCapacity,
  setUse,
  type Tile,
} from '../contract.ts'
import { ageGroups, habits, classes as holdings, sexes, wards } from '../separation.ts'
import classes from './Accommodation.module.css'

type Both = { readonly en: string; readonly ur: string }

/** A button and the form it opens; the form says when it is done. */
function InDialog({
  label,
  icon,
  children,
}: {
  label: string
  icon: IconName
  children: (close: () => void, done: () => void) => ReactNode
}) {
  const { t } = useTranslation('custody-accommodation')
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="xs" leftSection={<Icon name={icon} size={16} />} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label} size="lg">
        {children(close, () => {
          close()
          say(t('edit.saved'))
        })}
      </Modal>
    </>
  )
}

function Names() {
  const { t } = useTranslation('custody-accommodation')
  return (
    <Columns>
      <TextField name="nameUr" label={t('edit.name-ur')} lang="ur" required maxLength={60} />
      <TextField name="nameEn" label={t('edit.name-en')} lang="en" required maxLength={60} />
    </Columns>
  )
}

function Capacities() {
  const { t } = useTranslation('custody-accommodation')
  return (
    <Columns>
      <NumberField
        name="authorised"
        label={t('column.authorised')}
        hint={t('measure.authorised-means')}
        required
      />
      <NumberField name="working" label={t('column.working')} hint={t('measure.working-means')} required />
      <NumberField name="maximum" label={t('column.maximum')} hint={t('measure.maximum-means')} required />
    </Columns>
  )
}

/** For whom a place is. A cell takes sex and ages from its barrack. */
function UseFields({ cell = false }: { cell?: boolean }) {
  const { t } = useTranslation('custody-accommodation')
  const choice = (name: string, of: readonly string[]) => (
    <SelectField
      name={name}
      label={t(`edit.${name}`)}
      required
      options={of.map((value) => ({ value, label: t(`${name}.${value}`) }))}
    />
  )
  return (
    <>
      <Columns>
        {cell ? null : choice('sex', sexes)}
        {cell ? null : choice('ages', ageGroups)}
        {choice('holds', holdings)}
        {choice('ward', wards)}
      </Columns>
      <SelectField
        name="habit"
        label={t('edit.habit')}
        hint={t('edit.habit-hint')}
        options={habits.map((value) => ({ value, label: t(`habit.${value}`) }))}
      />
      <p className={classes.law}>{t('edit.law')}</p>
    </>
  )
}

export function AddCircle() {
  const { t } = useTranslation('custody-accommodation')
  return (
    <InDialog label={t('edit.circle')} icon="plus">
      {(close, done) => (
        <Form
          endpoint={addLocation}
          initial={{}}
          submit={t('edit.circle')}
          cancel={close}
          prepare={(values) => ({ ...values, kind: 'circle' })}
          onDone={done}
        >
          <Names />
        </Form>
      )}
    </InDialog>
  )
}

export function AddBarrack({ circles }: { circles: readonly { id: string; name: Both }[] }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  return (
    <InDialog label={t('edit.barrack')} icon="plus">
      {(close, done) => (
        <Form
          endpoint={addLocation}
          initial={{ sex: 'M', ages: 'adult', holds: 'under-trial', ward: 'ordinary', beds: 0 }}
          submit={t('edit.barrack')}
          cancel={close}
          prepare={(values) => ({ ...values, kind: 'barrack' })}
          onDone={done}
        >
          <Names />
          {circles.length === 0 ? null : (
            <SelectField
              name="parentId"
              label={t('edit.in-circle')}
              options={circles.map((one) => ({ value: one.id, label: both(one.name) }))}
            />
          )}
          <UseFields />
          <Capacities />
          <NumberField name="beds" label={t('edit.count')} />
        </Form>
      )}
    </InDialog>
  )
}

export function AddCell({ barrack }: { barrack: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <InDialog label={t('edit.cell')} icon="plus">
      {(close, done) => (
        <Form
          endpoint={addLocation}
          initial={{
            holds: barrack.use?.holds,
            ward: barrack.use?.ward,
            authorised: 1,
            working: 1,
            maximum: 1,
            beds: 1,
          }}
          submit={t('edit.cell')}
          cancel={close}
          prepare={(values) => ({ ...values, kind: 'cell', parentId: barrack.id })}
          onDone={done}
        >
          <Names />
          <UseFields cell />
          <Capacities />
          <NumberField name="beds" label={t('edit.count')} />
        </Form>
      )}
    </InDialog>
  )
}

export function AddBeds({ id }: { id: string }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <InDialog label={t('edit.beds')} icon="bed">
      {(close, done) => (
        <Form
          endpoint={addBeds}
          initial={{}}
          submit={t('edit.beds')}
          cancel={close}
          prepare={(values) => ({ ...values, id })}
          onDone={done}
        >
          <NumberField name="count" label={t('edit.count')} required />
        </Form>
      )}
    </InDialog>
  )
}

export function ChangeCapacity({ tile }: { tile: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <InDialog label={t('edit.capacity')} icon="adjustments">
      {(close, done) => (
        <Form
          endpoint={setCapacity}
          initial={{
            fromOn: today(),
            authorised: tile.authorised,
            working: tile.working,
            maximum: tile.maximum,
          }}
          submit={t('edit.capacity')}
          cancel={close}
          prepare={(values) => ({ ...values, id: tile.id })}
          onDone={done}
        >
          <Capacities />
          <DateField name="fromOn" label={t('edit.from-on')} required />
          <TextField name="reason" label={t('edit.why')} required maxLength={300} />
        </Form>
      )}
    </InDialog>
  )
}

export function ChangeUse({ tile }: { tile: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <InDialog label={t('edit.use')} icon="edit">
      {(close, done) => (
        <Form
          endpoint={setUse}
          initial={{
            nameEn: tile.name.en,
            nameUr: tile.name.ur,
            ...(tile.use ?? { ages: 'adult', ward: 'ordinary' }),
          }}
          submit={t('common:act.save')}
          cancel={close}
          prepare={(values) => ({ ...values, id: tile.id })}
          onDone={done}
        >
          <Names />
          <UseFields />
        </Form>
      )}
    </InDialog>
  )
}

export function CloseOrReopen({ tile }: { tile: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  const reopen = useCommand(reopenLocation)
  const [opened, setOpened] = useState(false)
  if (tile.closed !== null)
    return (
      <>
        <Button size="xs" leftSection={<Icon name="lock-open" size={16} />} onClick={() => setOpened(true)}>
          {t('edit.reopen')}
        </Button>
        <ConfirmAct
          opened={opened}
          onClose={() => setOpened(false)}
          title={t('edit.reopen')}
          consequence={t('edit.reopen-means')}
          reason="required"
          actLabel={t('edit.reopen')}
          onConfirm={(why) => reopen.run({ id: tile.id, why })}
        />
      </>
    )
  return (
    <InDialog label={t('edit.close')} icon="lock">
      {(close, done) => (
        <Form
          endpoint={closeLocation}
          initial={{}}
          submit={t('edit.close')}
          danger
          cancel={close}
          prepare={(values) => ({ ...values, id: tile.id })}
          onDone={done}
        >
          <p>{t('edit.close-means')}</p>
          <SelectField
            name="reason"
            label={t('edit.why')}
            required
            options={closureReasons.map((value) => ({ value, label: t(`closed-for.${value}`) }))}
          />
          <TextField name="note" label={t('edit.note')} maxLength={300} />
        </Form>
      )}
    </InDialog>
  )
}
