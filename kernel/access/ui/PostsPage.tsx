import { useMemo } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  Load,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  TextInput,
  useBoth,
  useCall,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listPosts } from '../contract.ts'
import classes from './AccessPages.module.css'

type Posts = OutputOf<typeof listPosts>

/** Who may do what, as one page: by post or by permission. */
export default function PostsPage() {
  const { t } = useTranslation('access')
  const call = useCall(listPosts, {})
  const [by, setBy] = useQueryText('by', 'post')
  const [wanted, setWanted] = useQueryText('q', '')
  return (
    <Page title={t('posts.title')} lead={t('posts.lead')}>
      <Stack gap={14}>
        <SegmentedControl
          aria-label={t('posts.title')}
          value={by}
          onChange={setBy}
          data={[
            { value: 'post', label: t('posts.by-post') },
            { value: 'permission', label: t('posts.by-permission') },
          ]}
        />
        <TextInput
          label={t('posts.find')}
          className={classes.narrow}
          dir="auto"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Load call={call} lines={8}>
          {(posts) =>
            by === 'permission' ? (
              <ByPermission {...posts} wanted={wanted} />
            ) : (
              <ByPost {...posts} wanted={wanted} />
            )
          }
        </Load>
      </Stack>
    </Page>
  )
}

const has = (wanted: string, ...texts: string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase()))

function ByPost({ posts, permissions, wanted }: Posts & { wanted: string }) {
  const { t } = useTranslation('access')
  const both = useBoth()
  const texts = useMemo(() => new Map(permissions.map((each) => [each.code, each.text])), [permissions])
  const rows = posts.filter((post) =>
    has(
      wanted,
      post.title.en,
      post.title.ur,
      ...post.permissions.flatMap((code) => [code, texts.get(code)?.en ?? '', texts.get(code)?.ur ?? '']),
    ),
  )
  return (
    <RecordTable
      name="access.posts"
      caption={t('posts.title')}
      rows={rows}
      rowKey={(post) => post.code}
      empty={<EmptyState title={t('posts.nothing-found')} icon="search-off" />}
      columns={[
        { key: 'post', label: t('posts.post'), cell: (post) => both(post.title) },
        { key: 'reach', label: t('posts.reach'), cell: (post) => t(`reach.${post.reach}`) },
        { key: 'holders', label: t('posts.holders'), align: 'end', cell: (post) => post.holders },
        {
          key: 'permissions',
          label: t('posts.permission'),
          cell: (post) => (
            <div className={classes.sentence}>
              {post.permissions.length === 0
                ? t('posts.nothing')
                : post.permissions.map((code) => both(texts.get(code) ?? { en: code, ur: code })).join(' · ')}
            </div>
          ),
        },
      ]}
    />
  )
}

function ByPermission({ posts, permissions, wanted }: Posts & { wanted: string }) {
  const { t } = useTranslation('access')
  const both = useBoth()
  const rows = permissions.filter((each) => has(wanted, each.code, each.text.en, each.text.ur))
  return (
    <RecordTable
      name="access.permissions"
      caption={t('posts.by-permission')}
      rows={rows}
      rowKey={(each) => each.code}
      empty={<EmptyState title={t('posts.nothing-found')} icon="search-off" />}
      columns={[
        { key: 'text', label: t('posts.permission'), cell: (each) => both(each.text) },
        { key: 'code', label: t('posts.code'), cell: (each) => <Ltr>{each.code}</Ltr> },
        {
          key: 'posts',
          label: t('posts.post'),
          cell: (each) => {
            const holders = posts.filter((post) => post.permissions.includes(each.code))
            return holders.length === 0
              ? t('posts.none')
              : holders.map((post) => both(post.title)).join(' · ')
          },
        },
      ]}
    />
  )
}
