using Tamma.Events;
using Tamma.Storage.Tests.Contracts;

namespace Tamma.Storage.Tests;

public sealed class InProcessLeaseTests() : LeaseContract(new InProcessLease());
