import { render } from 'preact';
import './style.css';
import { open } from './live/store';
import { App } from './shell/app';
import { query } from './shell/router';

const root = document.getElementById('app');
if (root) render(<App />, root);
void open(query.value.get('site'));
