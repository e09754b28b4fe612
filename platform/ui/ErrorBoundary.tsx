import { Component, type ReactNode } from 'react'
import { ErrorPanel } from './ErrorPanel.tsx'

/** Lets a part of a page fail alone, with a way to try again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }
  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return <ErrorPanel error={this.state.error} retry={() => this.setState({ error: undefined })} />
  }
}
