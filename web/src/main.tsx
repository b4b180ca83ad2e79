import '@picocss/pico/css/pico.min.css';
import './charts/chart.css';
import './tables.css';
import './style.css';
import './header.css';
import { Provider } from '@urql/preact';
import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { createApi } from './api/client.js';
import { App } from './shell/app.js';

render(
  <LocationProvider>
    <Provider value={createApi()}>
      <App />
    </Provider>
  </LocationProvider>,
  document.getElementById('app')!,
);
