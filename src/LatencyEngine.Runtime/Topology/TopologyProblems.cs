namespace LatencyEngine.Runtime.Topology;

/// <summary>The words for what can be wrong with a topology. Pure.</summary>
[ColdPath("topologies are wired at start-up")]
internal static class TopologyProblems
{
    public const string NoRing = "There is no ring.";

    public static string RingWithoutHandler(RingDeclaration ring) =>
        $"Ring '{ring.Name}' has no handler: it would fill up once and refuse for ever.";

    public static string RingWithoutProducer(RingDeclaration ring) =>
        $"Ring '{ring.Name}' has no producer: declare it with From, or with Into on a handler.";

    public static string TwoProducers(RingDeclaration ring, IEnumerable<string> producers) =>
        $"Ring '{ring.Name}' is for one producer, but has several: {string.Join(", ", producers)}.";

    public static string SameName(string kind, string name, string first, string second) =>
        $"The {kind} name '{name}' is used twice: {first} and {second}.";

    public static string NoName(string kind, string where) => $"A {kind} {where} has no name.";

    public static string UpstreamOfAnotherRing(HandlerDeclaration handler, HandlerDeclaration upstream) =>
        $"Handler '{handler.Role}' of ring '{handler.DeclaredOn.Name}' is after '{upstream.Role}', which handles ring "
        + $"'{upstream.DeclaredOn.Name}': their sequences have nothing to do with each other.";

    public static string FeedbackOfEarlier(HandlerDeclaration handler, HandlerDeclaration awaited) =>
        $"Handler '{handler.Role}' awaits feedback of '{awaited.Role}', which does not come after it on ring "
        + $"'{handler.DeclaredOn.Name}': it would wait for ever, or for nothing.";

    public static string UpstreamTwice(HandlerDeclaration handler, HandlerDeclaration upstream) =>
        $"Handler '{handler.Role}' is declared twice to be after '{upstream.Role}'.";

    public static string OutletTwice(HandlerDeclaration handler, RingDeclaration ring) =>
        $"Handler '{handler.Role}' is declared twice to publish into ring '{ring.Name}'.";

    public static string Foreign(HandlerDeclaration handler, string what, string name) =>
        $"Handler '{handler.Role}' names {what} '{name}', which is not part of this topology.";

    public static string ForeignGate(RingDeclaration ring, HandlerDeclaration gate) =>
        $"Ring '{ring.Name}' is gated by '{gate.Role}', which is not one of its handlers.";

    public static string NotGated(RingDeclaration ring, HandlerDeclaration handler) =>
        $"Handler '{handler.Role}' of ring '{ring.Name}' is neither a gate nor before one: a producer could "
        + "overwrite events that it has not handled.";

    public static string Cycle(string path) => $"There is a cycle: {path}.";

    public static string SpansNeedCursor(HandlerDeclaration handler) =>
        $"Handler '{handler.Role}' takes spans, but ring '{handler.DeclaredOn.Name}' publishes by slot: headers "
        + "lie between its events.";

    public static string SpinnersShareCore(HandlerDeclaration first, HandlerDeclaration second, int core) =>
        $"Handlers '{first.Role}' and '{second.Role}' both spin on core {core}: each would stop the other for "
        + "whole time slices.";

    public static string OutletNotDeclared(HandlerDeclaration handler, RingDeclaration ring) =>
        $"Handler '{handler.Role}' takes the producer of ring '{ring.Name}' without being declared Into it.";

    public static string OutletNotTaken(HandlerDeclaration handler, RingDeclaration ring) =>
        $"Handler '{handler.Role}' is declared Into ring '{ring.Name}', but does not take its producer.";

    public static string SpinnersExceedCores(int spinners, int cores) =>
        $"{spinners} handlers spin, but this process has {Cores(cores)}: waiting threads will keep working ones "
        + "from running.";

    public static string SpinnerSharesCore(HandlerDeclaration spinner, HandlerDeclaration other, int core) =>
        $"Handler '{spinner.Role}' spins on core {core}, where '{other.Role}' has to run too.";

    public static string CoreNotOurs(HandlerDeclaration handler, int core, string cores) =>
        $"Handler '{handler.Role}' is to run on core {core}, but this process may only use {cores}.";

    public static string NoBatch(HandlerDeclaration handler) =>
        $"Handler '{handler.Role}' has batches of up to {handler.MaxBatchSize}: it would never handle anything.";

    public static string BatchExceedsRing(HandlerDeclaration handler) =>
        $"Handler '{handler.Role}' has batches of up to {handler.MaxBatchSize}, but ring '{handler.DeclaredOn.Name}' "
        + $"has only {handler.DeclaredOn.Options.CapacitySlots} slots.";

    private static string Cores(int cores) => cores == 1 ? "1 core" : $"{cores} cores";
}
