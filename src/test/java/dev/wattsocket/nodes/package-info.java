/// Several nodes together, as their users see them.
package dev.wattsocket.nodes;
