// Catches errors that a panel throws while it renders, and renders a replacement.

import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** Renders the replacement after `failures` errors. `retry` renders `children` again. */
  renderFailure: (message: string, failures: number, retry: () => void) => ReactNode;
}

interface ErrorBoundaryState {
  /** Null while `children` render. */
  message: string | null;
  failures: number;
}

/** A class, because React has no hook for it. React writes the error to the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: null, failures: 0 };

  static getDerivedStateFromError(error: unknown): Pick<ErrorBoundaryState, 'message'> {
    return { message: String(error) };
  }

  override componentDidCatch(): void {
    this.setState(({ failures }) => ({ failures: failures + 1 }));
  }

  override render(): ReactNode {
    const { message, failures } = this.state;
    if (message === null) return this.props.children;
    return this.props.renderFailure(message, failures, () => this.setState({ message: null }));
  }
}
