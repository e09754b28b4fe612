import { useRef, useState } from 'react'
import {
  BothNames,
  Button,
  DeadlineBadge,
  EmptyState,
  ErrorPanel,
  Group,
  Link,
  Load,
  Modal,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useQueryText,
  useShortcuts,
  useTranslation,
} from '#platform/ui'
import {
  assignTasksTo,
  completeTasksByHand,
  listMyTasks,
  listTaskAssignees,
  type Task,
  takeNext,
} from '../contract.ts'

type Show = 'open' | 'mine' | 'unassigned' | 'all'

/** The tasks of one's posts and units: the queue behind the counts of the home page. */
export default function TasksPage() {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  const list = useRef<HTMLDivElement>(null)
  const [queue] = useQueryText('queue', '')
  const [show, setShow] = useQueryText('show', 'open')
  const [chosen, setChosen] = useState<readonly Task[]>([])
  const next = useCommand(takeNext, {
    onDone: ({ task }) => {
      say(task === null ? t('tasks.none-waiting') : t('tasks.taken', { title: both(task.title) }))
      if (task !== null && task.href !== null) go(task.href)
    },
  })
  const assign = useCommand(assignTasksTo, {
    onDone: ({ assigned }) => say(t('tasks.assigned', { count: assigned })),
  })
  const complete = useCommand(completeTasksByHand, {
    onDone: ({ completed }) => say(t('tasks.completed', { count: completed })),
  })
  const ids = (rows: readonly Task[]) => rows.map((row) => row.id)
  const takeOne = () => next.start(queue === '' ? {} : { queue })
  const pointedAt = () => tasksPointedAt(list.current)
  useShortcuts([
    { key: 'n', label: t('tasks.take-next'), act: takeOne },
    {
      key: 'a',
      label: t('tasks.assign-me'),
      act: () => {
        if (pointedAt().length > 0) assign.start({ ids: pointedAt(), to: 'me' })
      },
    },
  ])
  const failure = next.error ?? assign.error ?? complete.error
  return (
    <Page
      title={t('nav.tasks')}
      lead={t('tasks.lead')}
      actions={
        <Button variant="filled" loading={next.busy} onClick={takeOne}>
          {t('tasks.take-next')}
        </Button>
      }
    >
      <SegmentedControl
        aria-label={t('tasks.show')}
        value={show}
        onChange={(value) => setShow(value)}
        data={(['open', 'mine', 'unassigned', 'all'] as const).map((value) => ({
          value,
          label: t(`tasks.show-${value}`),
        }))}
      />
      {failure === null || failure === undefined ? null : <ErrorPanel error={failure} />}
      <div ref={list}>
        <RecordTable
          key={`${queue} ${show}`}
          name="workflow.tasks"
          caption={t('nav.tasks')}
          source={listMyTasks}
          input={{ show: show as Show, ...(queue === '' ? {} : { queue }) }}
          pageSize={200}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'title',
              label: t('tasks.task'),
              cell: (row) => (
                <span data-task={row.id}>
                  {row.href === null ? both(row.title) : <Link to={row.href}>{both(row.title)}</Link>}
                </span>
              ),
            },
            {
              key: 'due',
              label: t('tasks.due'),
              cell: (row) => (row.dueOn === null ? t('tasks.no-date') : <DeadlineBadge date={row.dueOn} />),
            },
            {
              key: 'owner',
              label: t('tasks.owner'),
              cell: (row) =>
                row.owner === null ? (
                  <StatusBadge meaning="grey">{t('tasks.unassigned')}</StatusBadge>
                ) : row.owner.me ? (
                  <StatusBadge meaning="blue">{t('tasks.me')}</StatusBadge>
                ) : (
                  <BothNames name={row.owner} as="inline" />
                ),
            },
            { key: 'post', label: t('common:word.post'), cell: (row) => both(row.post), hidden: true },
            { key: 'unit', label: t('common:word.unit'), cell: (row) => both(row.unit) },
            {
              key: 'opened',
              label: t('tasks.opened'),
              cell: (row) => date(row.openedAt.slice(0, 10)),
              hidden: true,
            },
          ]}
          bulk={[
            {
              label: t('tasks.assign-me'),
              icon: 'user-check',
              act: (rows) => assign.start({ ids: ids(rows), to: 'me' }),
            },
            { label: t('tasks.assign-other'), icon: 'users', act: setChosen },
            {
              label: t('tasks.put-back'),
              icon: 'arrow-back-up',
              act: (rows) => assign.start({ ids: ids(rows), to: null }),
            },
            { label: t('tasks.tick-off'), icon: 'check', act: (rows) => complete.start({ ids: ids(rows) }) },
          ]}
          empty={<EmptyState icon="circle-check" title={t('tasks.empty')} why={t('tasks.empty-why')} />}
        />
      </div>
      <Modal
        opened={chosen.length > 0}
        onClose={() => setChosen([])}
        title={t('tasks.assign-count', { count: chosen.length })}
      >
        <Colleagues
          tasks={chosen}
          choose={(account) => {
            assign.start({ ids: ids(chosen), to: account })
            setChosen([])
          }}
        />
      </Modal>
    </Page>
  )
}

/** The tasks whose rows are ticked; without any, the one the keyboard stands on. */
function tasksPointedAt(list: HTMLElement | null): string[] {
  const rows = [...(list?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
  const ticked = rows.filter(
    (row) => row.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked === true,
  )
  const meant = ticked.length > 0 ? ticked : rows.filter((row) => row.contains(document.activeElement))
  return meant.flatMap((row) => row.querySelector<HTMLElement>('[data-task]')?.dataset.task ?? [])
}

/** Who may be given these tasks; the server refuses whoever does not hold the post of every one of them. */
function Colleagues({ tasks, choose }: { tasks: readonly Task[]; choose: (account: string) => void }) {
  const { t } = useTranslation('workflow')
  const first = tasks[0]
  const found = useCall(
    listTaskAssignees,
    first === undefined ? undefined : { unitId: first.unit.id, post: first.post.code },
  )
  return (
    <Load call={found}>
      {({ people }) =>
        people.length === 0 ? (
          <EmptyState title={t('tasks.nobody')} icon="users" />
        ) : (
          <Stack gap={6}>
            {people.map((person) => (
              <Group key={person.id} justify="space-between">
                <BothNames name={person} as="inline" />
                <Button onClick={() => choose(person.id)}>{t('tasks.give')}</Button>
              </Group>
            ))}
          </Stack>
        )
      }
    </Load>
  )
}
