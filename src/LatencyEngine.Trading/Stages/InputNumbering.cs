namespace LatencyEngine.Trading.Stages;

/// <summary>
/// How the slots of the input ring become inputs of the session: a session that goes on after a restart counts on,
/// while its ring begins anew. Wiring: set before the pipeline starts, read by its threads.
/// </summary>
public sealed class InputNumbering
{
    /// <summary>Input sequence of the ring's slot 0.</summary>
    public long First { get; set; }
}
