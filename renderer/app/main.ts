import '../../shared/contract/without-eval.js';
import { mount } from 'svelte';
import '../styles/base.css';
import App from './app.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the app.');
mount(App, { target });
