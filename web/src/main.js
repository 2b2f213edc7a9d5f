import './workers.js';
import {createGraphiQLFetcher} from '@graphiql/toolkit';
import {explorerPlugin} from '@graphiql/plugin-explorer';
import {GraphiQL, HISTORY_PLUGIN} from 'graphiql';
import {createElement} from 'react';
import {createRoot} from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import {showNotice} from './notice.js';
import {questions} from './questions.js';

const root = document.getElementById('root');
const endpoint = new URL(root.dataset.endpoint, location.href);
const subscriptions = new URL(endpoint);
subscriptions.protocol = endpoint.protocol.replace('http', 'ws');

showNotice(document.getElementById('notice'), new URL(root.dataset.about, location.href));

createRoot(root).render(createElement(GraphiQL, {
  fetcher: createGraphiQLFetcher({url: endpoint.href, subscriptionUrl: subscriptions.href}),
  plugins: [HISTORY_PLUGIN, explorerPlugin({showAttribution: false})],
  defaultTabs: questions,
  defaultEditorToolsVisibility: false,
}));
