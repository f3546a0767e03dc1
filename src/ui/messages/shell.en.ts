// English: the page’s header and footer.

export const shellEn = {
  app: {
    task: 'Your task',
    title: 'LeNet Playground',
    documentTitle: 'LeNet Playground: train LeNet-5 in your browser',
    lead: 'Press Train, and LeNet-5 learns to recognise ten kinds of clothing in FashionMNIST images, right here in this tab.',
    leadOwn:
      'Press Train, and LeNet-5 learns to recognise the {count, plural, one {# class} other {# classes}} of {name}, right here in this tab.',
    language: 'Language',
    languages: { en: 'English', zh: '简体中文' },
    languagesShort: { en: 'EN', zh: '中文' },
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    watch: 'Plots and device',
    loading: 'Loading…',
    privacy: 'Nothing is uploaded: training, drawings, photos and weights stay on your machine.',
    dataset: 'Images: <link>FashionMNIST</link>, Zalando SE, MIT licence.',
    datasetOwn: 'Images: {name}, your own data.',
    thirdParty: 'Built with open-source packages: <link>their licences</link>.',
  },
  views: {
    label: 'Views',
    network: 'Network',
    step: 'One step',
    results: 'Results',
    gallery: 'Gallery',
    draw: 'Draw',
    challenge: 'Challenge',
    setup: 'Setup',
    data: 'Data',
    runs: 'Runs',
    sweep: 'Sweep',
  },
} as const;
