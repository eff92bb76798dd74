namespace LatencyEngine.Multicast.Subscribing;

/// <summary>Takes what a subscription polls. Implemented by a struct, so that polling calls it directly.</summary>
public interface IFragmentHandler
{
    /// <summary>One message, or one fragment of a longer one where fragments were asked for.</summary>
    /// <param name="payload">Valid until the call returns.</param>
    /// <param name="header">Where it came from.</param>
    void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header);
}
