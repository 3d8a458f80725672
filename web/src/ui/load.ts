/** Something asked of the server, and how far that is. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../api';

export interface Load<T> {
  /** The newest answer; it stays while another is on its way. */
  data: T | undefined;
  isWaiting: boolean;
  /** Why there is no newer answer; empty where nothing went wrong. */
  trouble: string;
  /** The HTTP status of that; 0 where the server does not answer. */
  status: number;
  retry: () => void;
}

/**
 * Asks when `key` changes, and again each `eachMillis` while the page is seen; 0 asks once. An answer
 * to an older key is never shown. A key that is empty asks nothing.
 */
export function useLoad<T>(key: string, ask: (abort: AbortSignal) => Promise<T>, eachMillis = 0): Load<T> {
  const [state, setState] = useState<{ key: string; data?: T; trouble: string; status: number }>({ key: '', trouble: '', status: 0 });
  const [isWaiting, setWaiting] = useState(key !== '');
  const [turn, setTurn] = useState(0);
  const current = useRef(ask);
  current.current = ask;
  useEffect(() => {
    if (!key) return undefined;
    const abort = new AbortController();
    setWaiting(true);
    current.current(abort.signal).then(
      (data) => {
        if (abort.signal.aborted) return;
        setState({ key, data, trouble: '', status: 0 });
        setWaiting(false);
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const trouble = cause instanceof Error ? cause.message : String(cause);
        const status = cause instanceof Failure ? cause.status : 0;
        // What was known of this very key stays on screen; another key's answer does not.
        setState((before) => (before.key === key && before.data !== undefined ? { ...before, trouble, status } : { key, trouble, status }));
        setWaiting(false);
      },
    );
    return () => abort.abort();
  }, [key, turn]);
  useEffect(() => {
    if (!key || eachMillis <= 0) return undefined;
    const timer = setInterval(() => !document.hidden && setTurn((n) => n + 1), eachMillis);
    return () => clearInterval(timer);
  }, [key, eachMillis]);
  return { data: state.data, isWaiting, trouble: state.key === key ? state.trouble : '', status: state.status, retry: () => setTurn((n) => n + 1) };
}
