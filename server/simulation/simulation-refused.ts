/** What a simulation may not do, said so that the operator knows what to change. */
export class SimulationRefused extends Error {}
