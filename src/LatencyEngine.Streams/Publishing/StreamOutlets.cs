namespace LatencyEngine.Streams.Publishing;

/// <summary>The outlets of an engine. Cold, immutable.</summary>
/// <param name="Market"><c>null</c> where single updates are not sent.</param>
public sealed record StreamOutlets(IOutlet Events, IOutlet Conflated, IOutlet Snapshots, IOutlet? Market);
