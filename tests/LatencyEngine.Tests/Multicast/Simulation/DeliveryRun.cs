using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>One publication and those who read it, from connecting to the last message.</summary>
internal sealed class DeliveryRun(SimulatedWorld world, Publication publication, MessageFlow flow, params Subscription[] subscriptions)
{
    public CheckingReader[] Readers { get; } = [.. subscriptions.Select(subscription => new CheckingReader(subscription, flow))];

    public MessageFlow Flow => flow;

    /// <summary>Until every reader has its image and the publication knows of somebody.</summary>
    public DeliveryRun Connect()
    {
        world.Application = PollAll;
        world.RunUntil(() => publication.IsConnected && Array.TrueForAll(Readers, reader => reader.Subscription.Images.Count > 0));
        return this;
    }

    /// <summary>Offers as fast as it is taken, until every reader has everything up to a number.</summary>
    public DeliveryRun Deliver(int count)
    {
        world.Application = () =>
        {
            flow.OfferUpTo(publication, count);
            PollAll();
        };
        world.RunUntil(() => Array.TrueForAll(Readers, reader => reader.Last == count - 1), 300 * SimulatedWorld.Seconds);
        return this;
    }

    public void AssertComplete(int count)
    {
        foreach (var reader in Readers)
        {
            Assert.Equal(count, reader.Count);
            Assert.Equal(0, reader.Missed);
            Assert.Single(reader.Available);
        }
    }

    private void PollAll()
    {
        foreach (var reader in Readers) reader.Poll();
    }
}
