// The tabs that open first: every .graphql file of the application's questions, in the order of their names.
const files = import.meta.glob('../../snijvlak/web/questions/*.graphql', {eager: true, query: '?raw', import: 'default'});

export const questions = Object.keys(files).sort().map(name => ({query: files[name].trim() + '\n'}));
