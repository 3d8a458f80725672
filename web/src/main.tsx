import { render } from 'preact';
import './style.css';
import { open } from './live/store';
import { App } from './shell/app';
import { prepare } from './shell/lazy';
import { query, screen } from './shell/router';

// The screen's own code is on its way while the frame is drawn.
prepare(screen.value);
const root = document.getElementById('app');
if (root) render(<App />, root);
void open(query.value.get('site'));
