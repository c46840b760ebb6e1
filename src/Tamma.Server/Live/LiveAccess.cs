using Tamma.Security;
using Tamma.Server.Access;

namespace Tamma.Server.Live;

/// <summary>Whether a connection that lasts may go on: its key is looked at again whenever the keys have changed.</summary>
internal sealed class LiveAccess(HttpContext context, Gate gate, KeyRing keys)
{
    public const string Reason = "Your key is not valid any more: it was withdrawn. Connect again with a valid one.";

    /// <summary>None yet: keys may have changed since the connection was let in.</summary>
    private int _seen = -1;

    public bool IsOver()
    {
        var generation = keys.Generation;
        if (generation == _seen)
        {
            return false;
        }

        _seen = generation;
        return gate.Refuse(context, Permission.CatalogRead) is not null;
    }
}
