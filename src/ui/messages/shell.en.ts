// English: the page’s header and footer.

export const shellEn = {
  app: {
    title: 'LeNet Playground',
    documentTitle: 'LeNet Playground: train LeNet-5 in your browser',
    lead: 'Press Train, and LeNet-5 learns to tell ten kinds of clothing apart from FashionMNIST pictures: in this tab, on your own machine.',
    language: 'Language',
    languages: {
      en: 'English',
      zh: '简体中文',
    },
    languagesShort: {
      en: 'EN',
      zh: '中文',
    },
    theme: 'Theme',
    themes: {
      system: 'As the system',
      light: 'Light',
      dark: 'Dark',
    },
    loading: 'Loading…',
    privacy:
      'Nothing leaves this page: the pictures come to you, and training, drawings and weights stay on your machine.',
    dataset: 'Pictures: <link>FashionMNIST</link>, Zalando SE, MIT licence.',
    thirdParty: 'Made with open-source packages: <link>their licences</link>.',
  },
} as const;
