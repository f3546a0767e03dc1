// English: the offer of the tour.

export const tourOfferEn = {
  tourOffer: {
    start: 'Take the tour',
    decline: 'No, thanks',
  },
} as const;
