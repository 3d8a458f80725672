package dev.wattsocket.demo;

import dev.wattsocket.model.Role;

/// A metered load of the house.
record Circuit(String id, String name, Role role, Load load) {}
