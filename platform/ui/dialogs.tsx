import {
  type DrawerProps,
  Drawer as MantineDrawer,
  Modal as MantineModal,
  type ModalProps,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The close button of every dialog says what it does, in the language of the page. */
function useClose(given: ModalProps['closeButtonProps']): NonNullable<ModalProps['closeButtonProps']> {
  const { t } = useTranslation()
  return { 'aria-label': t('common:act.close'), ...given }
}

function WholeModal(props: ModalProps) {
  return <MantineModal {...props} closeButtonProps={useClose(props.closeButtonProps)} />
}

/** A dialog over the page. Its parts are for one that has no title bar, such as the palette. */
export const Modal = Object.assign(WholeModal, {
  Root: MantineModal.Root,
  Overlay: MantineModal.Overlay,
  Content: MantineModal.Content,
})

/** A page that slides in from the side. */
export function Drawer(props: DrawerProps) {
  return <MantineDrawer {...props} closeButtonProps={useClose(props.closeButtonProps)} />
}
